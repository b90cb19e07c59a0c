;redcode-94
;name Portcullis
;author Pawl
;strategy Gate: every line of its clear also lowers a decrementing gate against imps, and a second team holds it.
;assert CORESIZE==8000

skip    EQU 34
bars    EQU 142

gate    DAT 0, 300
k       FOR 6
        DAT 0, 0
        ROF
start   SPL hold, <gate-bars
        SPL #0, <gate-bars
        MOV.I bar, >gate
        JMP -1, <gate-bars
hold    SPL #0, <gate-bars
        DJN.F 0, <gate-bars
k       FOR 4
        DAT 0, 0
        ROF
bar     DAT <2667, skip
        END start
