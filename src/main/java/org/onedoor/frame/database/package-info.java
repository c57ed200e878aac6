/** 数据库 · The PostgreSQL under the house: embedded by default, external by configuration. */
@NullMarked
package org.onedoor.frame.database;

import org.jspecify.annotations.NullMarked;
