package org.onedoor.notices;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The templates of all rooms ({@code notices.properties}, UTF-8) and each county's own wordings of them. */
@Component
class NoticeTemplates {

    private final Map<String, Template> defaults = new TreeMap<>();
    private final Snapshot<Map<String, String>> wordings;

    NoticeTemplates(JdbcClient db, Snapshots snapshots) throws IOException {
        for (var file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:org/onedoor/**/notices.properties")) {
            var texts = new Properties();
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
            texts.forEach((code, text) -> {
                var template = new Template((String) code, ((String) text).strip());
                if (defaults.putIfAbsent(template.code(), template) != null) {
                    throw new IllegalStateException("Template " + code + " stands in two rooms");
                }
            });
        }
        this.wordings = snapshots.of("notices.template", county -> {
            var own = new TreeMap<String, String>();
            db.sql("select code, text from notices.template where county = :county")
                    .param("county", county)
                    .query((row, _) -> own.put(row.getString(1), row.getString(2)))
                    .list();
            return own;
        });
    }

    Collection<Template> defaults() {
        return defaults.values();
    }

    /** @throws IllegalArgumentException when no room has it */
    Template original(String code) {
        var template = defaults.get(code);
        if (template == null) {
            throw new IllegalArgumentException("No template " + code);
        }
        return template;
    }

    boolean has(String code) {
        return defaults.containsKey(code);
    }

    /** As this county words it. */
    Template of(int county, String code) {
        var original = original(code);
        var own = wordings.of(county).get(code);
        return own == null ? original : new Template(code, own);
    }

    void changed(int county) {
        wordings.changed(county);
    }
}
