package org.onedoor.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** 来人辨认 · Port: tells who makes a request; implemented above (accounts, organizations). First answer wins. */
public interface ActorSource {

    Optional<Actor> of(HttpServletRequest request, int county);
}
