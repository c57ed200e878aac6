package org.onedoor.cases.imports;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.cases.Outcome;
import org.onedoor.cases.State;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Role;
import org.onedoor.frame.RowFault;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** 工单接口 · {@code /api/v1/case-imports}: orders in, answers back; for a token of a dispatching or supervising post. */
@RestController
@RequestMapping("/api/v1/case-imports")
@Allowed(Role.STAFF)
class ImportResource {

    private final Imports imports;
    private final Returns returns;
    private final ImportJob job;

    ImportResource(Imports imports, Returns returns, ImportJob job) {
        this.imports = imports;
        this.returns = returns;
        this.job = job;
    }

    /** Progress of one file. */
    record BatchView(
            UUID id, String source, String state, int rows, int bad, int taken, int same, int changed, int refused) {}

    /** What is new since the last time. */
    record ResultsView(List<ResultView> items) {}

    /** One answered order. */
    record ResultView(
            String sourceNo,
            String number,
            State state,
            @Nullable Outcome outcome,
            @Nullable String done,
            @Nullable Instant answeredAt,
            int version) {}

    /** What came through at the other end. */
    record Received(@Nullable List<Got> received) {}

    record Got(String sourceNo, int version) {}

    /** Takes a CSV or XLSX file; the valid rows go in at once. */
    @PostMapping
    ResponseEntity<?> take(@RequestParam MultipartFile file, @RequestParam String source) throws IOException {
        var by = ImportPages.by();
        int county = by.hat().scope().county();
        try (var in = file.getInputStream()) {
            return switch (imports.check(county, source, String.valueOf(file.getOriginalFilename()), in, by)) {
                case Importing.Checked(var batch) -> {
                    imports.start(county, batch);
                    job.begin(county, batch);
                    yield ResponseEntity.accepted().body(view(imports.batch(county, batch)));
                }
                case Importing.Unmapped(var _, RowFault fault) ->
                    ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).body(fault);
                case Importing.Unreadable(RowFault fault) ->
                    ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).body(fault);
            };
        }
    }

    @GetMapping("/{batch:[0-9a-f-]{36}}")
    BatchView show(@PathVariable UUID batch) {
        return view(imports.batch(ImportPages.by(), batch));
    }

    /** Answers not yet sent back; asking changes nothing. */
    @GetMapping("/{source}/results")
    ResultsView results(@PathVariable String source) {
        return results(returns.fresh(ImportPages.by(), source));
    }

    /**
     * Marks answers as sent back, so that they are not new any more, and says which: those {@code received}, in the version
     * they were read in; without a body all that are new.
     */
    @PostMapping("/{source}/results")
    ResultsView received(@PathVariable String source, @RequestBody(required = false) @Nullable Received body) {
        var got = body == null || body.received() == null ? null : Set.copyOf(body.received());
        return results(returns.send(
                ImportPages.by(),
                source,
                result -> got == null
                        || got.contains(
                                new Got(result.sourceNo(), result.progress().version()))));
    }

    private static ResultsView results(List<Returns.Result> results) {
        return new ResultsView(results.stream()
                .map(result -> {
                    var told = result.progress();
                    return new ResultView(
                            result.sourceNo(),
                            told.number(),
                            told.state(),
                            told.outcome(),
                            told.done(),
                            told.answeredAt(),
                            told.version());
                })
                .toList());
    }

    private static BatchView view(ImportStore.Batch batch) {
        return new BatchView(
                batch.id(),
                batch.source(),
                batch.state(),
                batch.rows(),
                batch.bad(),
                batch.taken(),
                batch.same(),
                batch.changed(),
                batch.refused());
    }
}
