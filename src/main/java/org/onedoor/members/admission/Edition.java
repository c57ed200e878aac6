package org.onedoor.members.admission;

/** 细则版本 · Text of the 发展党员工作细则 a step was taken under; a file keeps the one of each step's day (R-GEN-1, R-DEV-10). */
enum Edition {
    V2014,
    V2026
}
