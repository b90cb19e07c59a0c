;redcode-94
;name Portcullis
;author Pawl
;strategy Gate: holds a decrementing gate against imps behind a clear that never stops.
;assert CORESIZE==8000

skip    EQU 24

gate    DAT 0, 3000
k       FOR 6
        DAT 0, 0
        ROF
start   SPL hold
        SPL #0, 0
        MOV.I bar, >gate
        MOV.I bar, >gate
        JMP -2, <gate-2
hold    SPL #0, <gate-3
        JMP -1, <gate-3
k       FOR 4
        DAT 0, 0
        ROF
bar     DAT <2667, skip
        END start
