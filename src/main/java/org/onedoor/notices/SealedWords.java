package org.onedoor.notices;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Seals number or address and values of a message: they name people and carry codes. */
@Component
class SealedWords implements Rotatable {

    private static final String PHONE = "notices.message.phone";
    private static final String MAIL = "notices.message.mail";
    private static final String WORDS = "notices.message.words";
    private static final TypeReference<HashMap<String, String>> VALUES = new TypeReference<>() {};

    private final Secrets secrets;
    private final NoticeStore store;
    private final JsonMapper json;

    SealedWords(Secrets secrets, NoticeStore store, JsonMapper json) {
        this.secrets = secrets;
        this.store = store;
        this.json = json;
    }

    byte[] phone(int county, UUID id, String e164) {
        return secrets.seal(county, PHONE, id, e164);
    }

    String phone(int county, NoticeStore.Row row) {
        return secrets.open(county, PHONE, row.id(), java.util.Objects.requireNonNull(row.phone()));
    }

    byte[] mail(int county, UUID id, String address) {
        return secrets.seal(county, MAIL, id, address);
    }

    String mail(int county, NoticeStore.Row row) {
        return secrets.open(county, MAIL, row.id(), java.util.Objects.requireNonNull(row.mail()));
    }

    byte[] mailIndex(int county, String address) {
        return secrets.index(county, "mail", address.toLowerCase(java.util.Locale.ROOT));
    }

    byte[] index(int county, String e164) {
        return secrets.index(county, "phone", e164);
    }

    byte[] words(int county, UUID id, Map<String, String> values) {
        return secrets.seal(county, WORDS, id, json.writeValueAsString(values));
    }

    /** Empty when they were erased. */
    Map<String, String> words(int county, NoticeStore.Row row) {
        return row.words() == null
                ? Map.of()
                : json.readValue(secrets.open(county, WORDS, row.id(), row.words()), VALUES);
    }

    @Override
    public String name() {
        return "notices.message";
    }

    @Override
    public int rotate(int county, int batch) {
        List<NoticeStore.Row> rows = store.sealedOtherwise(county, secrets.header(), batch);
        for (var row : rows) {
            store.reseal(
                    county,
                    row.id(),
                    reseal(county, PHONE, row.id(), row.phone()),
                    reseal(county, MAIL, row.id(), row.mail()),
                    reseal(county, WORDS, row.id(), row.words()));
        }
        return rows.size();
    }

    private byte @Nullable [] reseal(int county, String field, UUID id, byte @Nullable [] sealed) {
        return sealed == null ? null : secrets.reseal(county, field, id, sealed);
    }
}
