package org.onedoor.audit;

import org.springframework.stereotype.Component;

/** Walks the chain. */
@Component
class Verifier {

    Verdict verify(int county) {
        throw new UnsupportedOperationException();
    }
}
