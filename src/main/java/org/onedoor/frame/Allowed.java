package org.onedoor.frame;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * 谁能进 · Who may call a page or endpoint. A handler without it answers nobody: every route denies unless listed.
 *
 * <p>{@code VISITOR} stands for everybody. On a class it holds for all its handlers; on a method it replaces the class's.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {
    Role[] value();
}
