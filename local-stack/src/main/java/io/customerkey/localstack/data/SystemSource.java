package io.customerkey.localstack.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one class that may make a clock or a random generator. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface SystemSource {}
