package org.onedoor.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/**
 * 出错页 · Turns what cannot go on into one problem page (with a reference number) or one problem document; never an
 * exception's message. What fails outside a handler (a filter, the server) arrives at {@code /error} and ends the same way.
 */
@Controller
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
@Allowed(Role.VISITOR)
class Problems implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Pattern NOT_WRITTEN_BY_A_PERSON = Pattern.compile("[0-9a-fA-F-]{36}|[\\w.:-]{0,40}");

    private final Texts texts;
    private final PageAdvice pages;
    private final ObjectProvider<KeptForms> forms;

    Problems(Texts texts, PageAdvice pages, ObjectProvider<KeptForms> forms) {
        this.texts = texts;
        this.pages = pages;
        this.forms = forms;
    }

    @ExceptionHandler(NotLoggedIn.class)
    Object notLoggedIn(HttpServletRequest request, HttpServletResponse response) {
        if (isApi(PageAdvice.path(request))) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            return document(request, HttpStatus.UNAUTHORIZED, "not-logged-in", "frame.problem.not-logged-in");
        }
        var back = PageAdvice.path(request) + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        if (!"GET".equals(request.getMethod())) {
            var keeper = forms.getIfAvailable();
            back = keeper == null ? "/desk" : keeper.keep(request).orElse("/desk");
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(
                HttpHeaders.LOCATION,
                request.getContextPath() + "/accounts/login?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
        return new ModelAndView((model, asked, answer) -> {});
    }

    @ExceptionHandler(NotYours.class)
    Object notYours(NotYours refusal, HttpServletRequest request, HttpServletResponse response) {
        return answer(request, response, HttpStatus.FORBIDDEN, "not-yours", refusal.who(), refusal.args());
    }

    @ExceptionHandler(NotHere.class)
    Object notHere(HttpServletRequest request, HttpServletResponse response) {
        return answer(request, response, HttpStatus.NOT_FOUND, "not-here", "frame.problem.not-here");
    }

    @ExceptionHandler(TooOften.class)
    Object tooOften(TooOften refusal, HttpServletRequest request, HttpServletResponse response) {
        long seconds = Math.max(1, refusal.again().toSeconds());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        long minutes = (seconds + 59) / 60;
        return answer(request, response, HttpStatus.TOO_MANY_REQUESTS, "too-often", "frame.problem.too-often", minutes);
    }

    /** The page shows the way to what stands now and keeps what was typed. */
    @ExceptionHandler(Overtaken.class)
    Object overtaken(HttpServletRequest request, HttpServletResponse response) {
        if (isApi(PageAdvice.path(request))) {
            return document(request, HttpStatus.PRECONDITION_FAILED, "overtaken", "frame.problem.overtaken");
        }
        var page = new ModelAndView("frame/overtaken");
        page.addObject("page", pages.page(request));
        page.addObject("kept", written(request));
        page.addObject("back", cameFrom(request));
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    /** Whoever pressed a button keeps what was typed. */
    @ExceptionHandler(NotNow.class)
    Object notNow(NotNow refusal, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(
                HttpHeaders.RETRY_AFTER, Long.toString(refusal.again().toSeconds()));
        return answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, "not-now", refusal.why());
    }

    @ExceptionHandler(Exception.class)
    Object unexpected(Exception fault, HttpServletRequest request, HttpServletResponse response) {
        if (fault instanceof BindException badly && isApi(PageAdvice.path(request))) {
            return badlyFilledIn(badly, request);
        }
        if (fault instanceof MaxUploadSizeExceededException) {
            return answer(request, response, HttpStatus.CONTENT_TOO_LARGE, "too-large", "frame.problem.too-large");
        }
        if (fault instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            return byStatus(HttpStatus.valueOf(known.getStatusCode().value()), request, response);
        }
        if (fault instanceof Cursors.BadCursor
                || fault instanceof MultipartException
                || fault instanceof InvalidParameterException
                || fault instanceof HttpMessageNotReadableException
                || fault instanceof MethodArgumentTypeMismatchException) {
            return byStatus(HttpStatus.BAD_REQUEST, request, response);
        }
        var outage = Outage.of(fault);
        if (outage != Outage.NONE) {
            return again(outage, fault, request, response);
        }
        if (unstorable(fault)) {
            LOG.warn(
                    "The database could not take what was sent: {}",
                    fault.getClass().getSimpleName());
            return byStatus(HttpStatus.BAD_REQUEST, request, response);
        }
        LOG.error("Request failed", fault);
        return byStatus(HttpStatus.INTERNAL_SERVER_ERROR, request, response);
    }

    /** Whoever pressed a button keeps what was typed, and may press it again. */
    private Object again(Outage outage, Throwable fault, HttpServletRequest request, HttpServletResponse response) {
        LOG.warn("No database for this request: {}", fault.getMessage());
        response.setHeader(HttpHeaders.RETRY_AFTER, outage == Outage.BUSY ? "60" : "5");
        return outage == Outage.BUSY
                ? answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, "busy", "frame.problem.busy")
                : answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, "cut-off", "frame.problem.cut-off");
    }

    /** Bytes that are no text (SQLSTATE class 22: a zero byte, a number out of range): badly asked, not our fault. */
    private static boolean unstorable(Throwable fault) {
        return Outage.sqlState(fault).startsWith("22");
    }

    @RequestMapping("/error")
    Object outsideAHandler(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable fault
                && Outage.of(fault) != Outage.NONE) {
            return again(Outage.of(fault), fault, request, response);
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        // Before the handler only the check of the form's token refuses with 403.
        return status == HttpStatus.FORBIDDEN
                ? answer(request, response, status, "stale", "frame.problem.stale")
                : byStatus(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status, request, response);
    }

    private Object byStatus(HttpStatus status, HttpServletRequest request, HttpServletResponse response) {
        return switch (status) {
            case NOT_FOUND, METHOD_NOT_ALLOWED ->
                answer(request, response, status, "not-here", "frame.problem.not-here");
            case UNAUTHORIZED -> notLoggedIn(request, response);
            case CONTENT_TOO_LARGE -> answer(request, response, status, "too-large", "frame.problem.too-large");
            case INTERNAL_SERVER_ERROR -> answer(request, response, status, "our-fault", "frame.problem.our-fault");
            default ->
                status.is4xxClientError()
                        ? answer(request, response, status, "badly-asked", "frame.problem.badly-asked")
                        : answer(request, response, status, "our-fault", "frame.problem.our-fault");
        };
    }

    private Object answer(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String type,
            String sentence,
            Object... args) {
        if (isApi(PageAdvice.path(request))) {
            return document(request, status, type, sentence, args);
        }
        response.setStatus(status.value());
        var page = new ModelAndView("frame/problem");
        page.addObject("page", pages.page(request));
        page.addObject("sentence", texts.text(PageAdvice.language(request), sentence, args));
        page.addObject("number", number(request));
        page.addObject("kept", status == HttpStatus.SERVICE_UNAVAILABLE ? written(request) : List.of());
        page.setStatus(status);
        return page;
    }

    private ResponseEntity<ProblemDetail> document(
            HttpServletRequest request, HttpStatus status, String type, String sentence, Object... args) {
        return Problem.of(status, type, texts.text(PageAdvice.language(request), sentence, args))
                .at(PageAdvice.path(request))
                .with("reference", number(request))
                .answer();
    }

    private ResponseEntity<ProblemDetail> badlyFilledIn(BindException badly, HttpServletRequest request) {
        List<Map<String, String>> fields = Faults.of(badly.getBindingResult()).all().entrySet().stream()
                .map(fault -> Map.of("field", fault.getKey(), "sentence", fault.getValue()))
                .toList();
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "badly-asked",
                        texts.text(PageAdvice.language(request), "frame.problem.badly-asked"))
                .with("errors", fields)
                .with("reference", number(request))
                .answer();
    }

    private static String number(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(Visit.NUMBER));
    }

    /** What a person typed into the form: words, not ids, choices or tokens. */
    private static List<String> written(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(parameter -> !parameter.getKey().startsWith("_"))
                .flatMap(parameter -> List.of(parameter.getValue()).stream())
                .filter(value -> !NOT_WRITTEN_BY_A_PERSON.matcher(value).matches())
                .toList();
    }

    /** The page the form stood on, if it is ours. */
    private static String cameFrom(HttpServletRequest request) {
        var referer = request.getHeader(HttpHeaders.REFERER);
        var path = referer == null ? null : URI.create(referer).getRawPath();
        return path == null || !path.startsWith(request.getContextPath() + "/") ? "/" : path;
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api/");
    }
}
