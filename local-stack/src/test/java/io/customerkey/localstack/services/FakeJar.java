package io.customerkey.localstack.services;

import io.customerkey.localstack.data.Service;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** A built repository in which another program stands for a service. */
public final class FakeJar {
  private FakeJar() {}

  /** A jar with the program alone, whose manifest points at the jars of this test's class path. */
  public static void of(Class<?> program, Path home, Service service) throws IOException {
    Path jar = home.resolve(service.identity() + "/target/quarkus-app/quarkus-run.jar");
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, program.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream content =
            Objects.requireNonNull(
                program.getResourceAsStream(program.getSimpleName() + ".class"))) {
      out.putNextEntry(new ZipEntry(program.getName().replace('.', '/') + ".class"));
      content.transferTo(out);
      out.closeEntry();
    }
  }
}
