package org.onedoor.secrets;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Brings a new key where keys are brought and not made: its file comes into the folder, as an administrator puts it there. */
@Component
class NewKey {

    private final KeyFolder folder;
    private final String keys;

    NewKey(KeyFolder folder, @Value("${onedoor.keys:}") String keys) {
        this.folder = folder;
        this.keys = keys;
    }

    void bring() {
        if (!folder.makesKeys()) {
            assumeThat(keys)
                    .as("keys that stand in the settings change by a restart")
                    .doesNotContain("=");
            var brought = folder.read(Keyring.Purpose.DATA).keySet();
            new KeyFolder(Path.of(keys), Map.of(), true).make(Keyring.Purpose.DATA, Collections.max(brought) + 1);
        }
    }
}
