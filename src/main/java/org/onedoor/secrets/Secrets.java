package org.onedoor.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 密封 · Seals single values for the database and opens them again.
 *
 * <p>A sealed value is: algorithm (1 byte; 1 = AES-256-GCM, 2 is kept for SM4-GCM, R-SEC-9), key id (2 bytes), nonce (12
 * bytes), data and tag. County, field and row are bound into it, so a value copied to another row does not open.
 */
@Service
public class Secrets {

    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
    private static final byte AES_256_GCM = 1;
    private static final int HEADER = 3;
    private static final int NONCE = 12;
    private static final int BATCH = 500;

    private final SecureRandom random = new SecureRandom();
    private final Keyring keys;
    private final ObjectProvider<CountySource> counties;
    private final ObjectProvider<Rotatable> rooms;
    private final TransactionTemplate transaction;

    Secrets(
            Keyring keys,
            ObjectProvider<CountySource> counties,
            ObjectProvider<Rotatable> rooms,
            PlatformTransactionManager transactions) {
        this.keys = keys;
        this.counties = counties;
        this.rooms = rooms;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param field {@code room.table.column}
     * @param row id of the row the value will stand in
     */
    public byte[] seal(int county, String field, UUID row, String plain) {
        var header = header();
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, keys.data(keyId(header), county), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(bound(header, county, field, row));
            var sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEADER + NONCE + sealed.length)
                    .put(header)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A value of " + field + " could not be sealed", e);
        }
    }

    /** Opens what {@link #seal} made for the same county, field and row; anything else is a defect and throws. */
    public String open(int county, String field, UUID row, byte[] sealed) {
        if (sealed.length < HEADER + NONCE + 16 || sealed[0] != AES_256_GCM) {
            throw new IllegalStateException("A value of " + field + " is not sealed in a way this program knows");
        }
        var header = java.util.Arrays.copyOf(sealed, HEADER);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    keys.data(keyId(header), county),
                    new GCMParameterSpec(128, sealed, HEADER, NONCE));
            cipher.updateAAD(bound(header, county, field, row));
            var plain = cipher.doFinal(sealed, HEADER + NONCE, sealed.length - HEADER - NONCE);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A value of " + field + " does not open in row " + row, e);
        }
    }

    /** Opens and seals again under the key now in use. */
    public byte[] reseal(int county, String field, UUID row, byte[] sealed) {
        return seal(county, field, row, open(county, field, row, sealed));
    }

    /** The first three bytes of everything sealed from now on; rows that begin otherwise wait for {@link #rotate}. */
    public byte[] header() {
        int id = keys.current();
        return new byte[] {AES_256_GCM, (byte) (id >> 8), (byte) id};
    }

    /**
     * Blind index for exact search: the same value gives the same 32 bytes within a county, and nobody without the key can
     * compute them.
     *
     * @param kind {@code phone}, {@code id}: values of two kinds never meet
     * @param normalised {@link Phones#normalise} or {@link IdNumbers#normalise}
     */
    public byte[] index(int county, String kind, String normalised) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.index(county, kind));
            return mac.doFinal(normalised.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * 换钥结果 · What a rotation did.
     *
     * @param key id of the key now in use
     * @param whole no room failed; one that did is tried again by the next call
     */
    public record Rotated(int key, long rows, boolean whole) {}

    /**
     * Takes a new data key into use and re-encrypts everything sealed with older ones, county by county and in batches;
     * others go on working meanwhile. Interrupted, it goes on where it stopped when called again with {@code fresh} false.
     * Old keys stay needed for backups made before.
     */
    public Rotated rotate(boolean fresh) {
        int key = fresh ? keys.renew() : keys.current();
        long rows = 0;
        boolean whole = true;
        for (var home :
                counties.stream().flatMap(source -> source.all().stream()).toList()) {
            for (var room : rooms.stream().toList()) {
                try {
                    long here = rotate(home.county(), room);
                    rows += here;
                    if (here > 0) {
                        LOG.info(
                                "County {}: {} rows of {} are now under key {}", home.county(), here, room.name(), key);
                    }
                } catch (RuntimeException e) {
                    // One value that does not open must not keep all others under the old key.
                    LOG.error("County {}: {} could not be moved to key {}", home.county(), room.name(), key, e);
                    whole = false;
                }
            }
        }
        return new Rotated(key, rows, whole);
    }

    private long rotate(int county, Rotatable room) {
        long rows = 0;
        while (true) {
            Integer done = Scope.in(room.scope(county), () -> transaction.execute(_ -> room.rotate(county, BATCH)));
            if (done == null || done == 0) {
                return rows;
            }
            rows += done;
        }
    }

    private static int keyId(byte[] header) {
        return (header[1] & 0xff) << 8 | header[2] & 0xff;
    }

    private static byte[] bound(byte[] header, int county, String field, UUID row) {
        var name = field.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER + 4 + 16 + name.length)
                .put(header)
                .putInt(county)
                .putLong(row.getMostSignificantBits())
                .putLong(row.getLeastSignificantBits())
                .put(name)
                .array();
    }
}
