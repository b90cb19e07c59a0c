;redcode-94
;name Tussah
;author Pawl
;strategy Silk: a narrow loop of six lines for six processes, and decrements for bombs.
;assert CORESIZE==8000

one     EQU 1196
two     EQU 4606

        SPL 1
        MOV.I -1, 0
        SPL 1
silk    SPL @0, <one
        MOV.I }-1, >-1
        MOV.I knot, >2221
        MOV.I {-3, <1
        SPL @0, <two
knot    DAT <2667, <2667
