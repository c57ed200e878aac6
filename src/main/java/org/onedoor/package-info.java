/** OneDoor 一扇门: enter one door, find one person, get everything done. */
@NullMarked
package org.onedoor;

import org.jspecify.annotations.NullMarked;
