package dev.tidings.http.rest;

import dev.tidings.resource.Catalogue;
import dev.tidings.resource.ResourceService;
import dev.tidings.store.ChangeLog;
import io.vertx.core.Vertx;

/** What the routes of resources work with. */
public record Services(
        Vertx vertx,
        ResourceService resources,
        Catalogue catalogue,
        ChangeLog log,
        ChangeWaiter waiter,
        RestOptions options) {}
