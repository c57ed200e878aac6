package org.onedoor.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** 留住表单 · Port: keeps a form that was sent after the session had ended; implemented by {@code accounts}. */
public interface KeptForms {

    /** The path that shows the form again after the login; empty when it cannot be kept. */
    Optional<String> keep(HttpServletRequest request);
}
