package org.onedoor.frame;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * 问题答复 · A refusal over REST as a problem document (RFC 9457): status, a type that programs switch on, a sentence for
 * people.
 */
public final class Problem {

    private final ProblemDetail detail;

    private Problem(ProblemDetail detail) {
        this.detail = detail;
    }

    /** {@code type} is {@code room/outcome}, for example {@code cases/already-answered}. */
    public static Problem of(HttpStatus status, String type, String sentence) {
        var detail = ProblemDetail.forStatusAndDetail(status, sentence);
        detail.setType(URI.create("/problems/" + type));
        return new Problem(detail);
    }

    public Problem with(String property, Object value) {
        detail.setProperty(property, value);
        return this;
    }

    /** The address that was asked for. */
    public Problem at(String path) {
        detail.setInstance(URI.create(path));
        return this;
    }

    public ResponseEntity<ProblemDetail> answer() {
        return ResponseEntity.status(detail.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }
}
