package org.onedoor.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * 出错页 · Turns what cannot go on into one problem page (with a reference number) or one problem document; never an
 * exception's message.
 */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Texts texts;
    private final PageAdvice pages;

    Problems(Texts texts, PageAdvice pages) {
        this.texts = texts;
        this.pages = pages;
    }

    @ExceptionHandler(NotLoggedIn.class)
    Object notLoggedIn(HttpServletRequest request) {
        if (isApi(request)) {
            return document(request, HttpStatus.UNAUTHORIZED, "not-logged-in", "frame.problem.not-logged-in");
        }
        var back = request.getRequestURI().substring(request.getContextPath().length())
                + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        boolean replayable = "GET".equals(request.getMethod());
        return new ModelAndView("redirect:/accounts/login?back="
                + URLEncoder.encode(replayable ? back : "/desk", StandardCharsets.UTF_8));
    }

    @ExceptionHandler(NotYours.class)
    Object notYours(NotYours refusal, HttpServletRequest request, HttpServletResponse response) {
        return answer(request, response, HttpStatus.FORBIDDEN, "not-yours", refusal.who());
    }

    @ExceptionHandler(Overtaken.class)
    Object overtaken(HttpServletRequest request, HttpServletResponse response) {
        var status = isApi(request) ? HttpStatus.PRECONDITION_FAILED : HttpStatus.CONFLICT;
        return answer(request, response, status, "overtaken", "frame.problem.overtaken");
    }

    @ExceptionHandler(NotHere.class)
    Object notHere(HttpServletRequest request, HttpServletResponse response) {
        return answer(request, response, HttpStatus.NOT_FOUND, "not-here", "frame.problem.not-here");
    }

    @ExceptionHandler(Exception.class)
    Object unexpected(Exception fault, HttpServletRequest request, HttpServletResponse response) {
        if (fault instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            return switch (status) {
                case NOT_FOUND, METHOD_NOT_ALLOWED ->
                    answer(request, response, status, "not-here", "frame.problem.not-here");
                case CONTENT_TOO_LARGE -> answer(request, response, status, "too-large", "frame.problem.too-large");
                default -> answer(request, response, status, "badly-asked", "frame.problem.badly-asked");
            };
        }
        if (fault instanceof Cursors.BadCursor
                || fault instanceof org.springframework.http.converter.HttpMessageNotReadableException
                || fault instanceof org.springframework.web.method.annotation.MethodArgumentTypeMismatchException) {
            return answer(request, response, HttpStatus.BAD_REQUEST, "badly-asked", "frame.problem.badly-asked");
        }
        LOG.error("Request failed", fault);
        return answer(request, response, HttpStatus.INTERNAL_SERVER_ERROR, "our-fault", "frame.problem.our-fault");
    }

    private Object answer(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String type, String sentence) {
        if (isApi(request)) {
            return document(request, status, type, sentence);
        }
        response.setStatus(status.value());
        var page = new ModelAndView("frame/problem");
        page.addObject("page", pages.page(request));
        page.addObject("sentence", texts.text(PageAdvice.language(request), sentence));
        page.addObject("number", String.valueOf(request.getAttribute(Visit.NUMBER)));
        page.setStatus(status);
        return page;
    }

    private ResponseEntity<ProblemDetail> document(
            HttpServletRequest request, HttpStatus status, String type, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, texts.text(PageAdvice.language(request), sentence));
        problem.setType(URI.create("/problems/" + type));
        problem.setProperty("reference", request.getAttribute(Visit.NUMBER));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI()
                .substring(request.getContextPath().length())
                .startsWith("/api/");
    }
}
