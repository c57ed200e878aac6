package org.onedoor.cases;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes each step of a case with its own body in {@code /api/docs}, and every "no" as a problem document (RFC 9457). */
@Component
class CaseDescription implements OpenApiCustomizer {

    private static final String CASES = "/api/v1/cases";
    private static final String ONE_STEP = CASES + "/{id}/{step}";
    private static final String BEARER = "token";

    /** What each status means on these routes. */
    private static final Map<String, String> NO = Map.of(
            "400", "Badly filled in; fields says what where",
            "401", "No token, or one that is no longer good",
            "403", "For somebody else, who is named; or beyond the token's scopes",
            "404", "Not here, or outside your sight",
            "409", "The rule says no; detail says why and what to do next",
            "412", "Somebody was faster: read again",
            "422", "Refused as filled in, or the same key with another body",
            "428", "Send If-Match with the ETag you read",
            "429", "Too often; Retry-After says when again");

    @Override
    public void customise(OpenAPI api) {
        if (api.getPaths() == null || !api.getPaths().containsKey(CASES)) {
            return;
        }
        var parts = api.getComponents() == null ? new Components() : api.getComponents();
        api.setComponents(parts);
        parts.addSecuritySchemes(
                BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        parts.addSchemas("Problem", problem());
        var list = api.getPaths().get(CASES);
        answers(list.getGet(), Map.of("200", schema(parts, CaseResource.ListView.class)), "400", "401", "404");
        secured(list.getGet(), false);
        var receipt = schema(parts, FilingResource.ReceiptView.class);
        answers(list.getPost(), Map.of("200", receipt, "201", receipt), "400", "409", "422", "429");
        required(list.getPost(), "Idempotency-Key");
        secured(list.getPost(), true);
        var same = Objects.requireNonNull(api.getPaths().get(CASES + "/same")).getPost();
        answers(same, Map.of("200", schema(parts, FilingResource.SameView.class)), "400", "404", "429");
        secured(same, true);
        var show = Objects.requireNonNull(api.getPaths().get(CASES + "/{id}")).getGet();
        answers(show, Map.of("200", schema(parts, CaseResource.CaseView.class)), "401", "404");
        tagged(show);
        secured(show, true);
        api.getPaths().remove(ONE_STEP);
        for (var step : new TreeMap<>(CaseResource.commands()).entrySet()) {
            api.getPaths().addPathItem(CASES + "/{id}/" + step.getKey(), step(parts, step.getKey(), step.getValue()));
        }
    }

    private static PathItem step(Components parts, String path, Class<? extends Command> command) {
        var operation = new Operation()
                .addTagsItem("case-resource")
                .operationId("take-" + path)
                .addParametersItem(parameter("id", "path", true))
                .addParametersItem(parameter("post", "query", false))
                .addParametersItem(parameter("If-Match", "header", true))
                .requestBody(new RequestBody()
                        .required(command.getRecordComponents().length > 0)
                        .content(new Content()
                                .addMediaType("application/json", new MediaType().schema(schema(parts, command)))));
        answers(
                operation,
                Map.of("200", schema(parts, CaseResource.StepView.class)),
                "400",
                "401",
                "403",
                "404",
                "409",
                "412",
                "428",
                "429");
        tagged(operation);
        secured(operation, true);
        return new PathItem().post(operation);
    }

    private static Parameter parameter(String name, String in, boolean required) {
        return new Parameter().name(name).in(in).required(required).schema(text());
    }

    private static Schema<?> text() {
        return new JsonSchema().types(Set.of("string"));
    }

    /** A reference to the schema of a record, which is put among the components. */
    private static Schema<?> schema(Components parts, Class<?> type) {
        var resolved =
                ModelConverters.getInstance(true).readAllAsResolvedSchema(new AnnotatedType(type).resolveAsRef(false));
        resolved.referencedSchemas.forEach(parts::addSchemas);
        parts.addSchemas(type.getSimpleName(), resolved.schema);
        return new JsonSchema().$ref("#/components/schemas/" + type.getSimpleName());
    }

    private static void answers(Operation operation, Map<String, Schema<?>> yes, String... no) {
        var answers = new ApiResponses();
        new TreeMap<>(yes)
                .forEach((status, schema) -> answers.addApiResponse(
                        status,
                        new ApiResponse()
                                .description("Done")
                                .content(new Content()
                                        .addMediaType("application/json", new MediaType().schema(schema)))));
        for (var status : no) {
            var answer = new ApiResponse()
                    .description(NO.get(status))
                    .content(new Content()
                            .addMediaType(
                                    "application/problem+json",
                                    new MediaType().schema(new JsonSchema().$ref("#/components/schemas/Problem"))));
            if (status.equals("429")) {
                answer.addHeaderObject("Retry-After", new Header().schema(new JsonSchema().types(Set.of("integer"))));
            }
            answers.addApiResponse(status, answer);
        }
        operation.setResponses(answers);
    }

    private static void tagged(Operation operation) {
        Objects.requireNonNull(operation.getResponses().get("200"))
                .addHeaderObject("ETag", new Header().schema(text()));
    }

    private static void required(Operation operation, String name) {
        operation.getParameters().stream()
                .filter(parameter -> parameter.getName().equals(name))
                .forEach(parameter -> parameter.required(true));
    }

    /** Staff bring a token; a resident's receipt is its own key. */
    private static void secured(Operation operation, boolean alsoWithout) {
        var token = new SecurityRequirement().addList(BEARER);
        operation.setSecurity(alsoWithout ? List.of(token, new SecurityRequirement()) : List.of(token));
    }

    private static Schema<?> problem() {
        var problem = new JsonSchema().types(Set.of("object"));
        for (var name : List.of("type", "title", "detail", "instance")) {
            problem.addProperty(name, text());
        }
        problem.addProperty("status", new JsonSchema().types(Set.of("integer")));
        problem.addProperty("fields", new JsonSchema().types(Set.of("object")).additionalProperties(text()));
        return problem;
    }
}
