package org.onedoor.frame;

import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * 县网址 · The address under which people outside open a county's pages: links in messages, and in codes on paper, begin with
 * it (foundations §17).
 *
 * <p>{@code onedoor.address} gives scheme, port and the host of the county that has none of its own; without it, links lead
 * to the port this program listens on.
 */
@Component
public class Website {

    private final ObjectProvider<CountySource> counties;
    private final Environment environment;

    Website(ObjectProvider<CountySource> counties, Environment environment) {
        this.counties = counties;
        this.environment = environment;
    }

    /** Without a slash at its end. A county that shares its host with another is told apart by {@code /c/{county}}. */
    public String of(int county) {
        var source = counties.getObject();
        var address = address();
        var own = source.all().stream()
                .filter(home -> home.county() == county && !home.host().equals("*"))
                .findFirst();
        var root = own.map(home -> address.getScheme() + "://" + home.host()
                        + (address.getPort() < 0 ? "" : ":" + address.getPort()))
                .orElse(address.toString());
        var host = own.map(CountySource.Home::host).orElse(address.getHost());
        return source.at(host) == county ? root : root + "/c/" + county;
    }

    /** Read when asked for: a port the system chose is known only once the program listens. */
    private URI address() {
        var listening = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return URI.create(environment
                .getProperty("onedoor.address", "http://localhost:" + listening)
                .replaceFirst("/+$", ""));
    }
}
