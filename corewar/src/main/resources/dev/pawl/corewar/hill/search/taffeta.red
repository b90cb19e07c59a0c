;redcode-94
;name Taffeta
;author Pawl
;strategy Silk: two layers and a double anti-imp bomb.
;assert CORESIZE==8000

one     EQU 1801
two     EQU 3573
hit     EQU 2667

        SPL 1
        SPL 1
        SPL 1
warp    SPL @0, >one
        MOV.I }warp, >warp
        MOV.I knot, <hit
        MOV.I {warp, <fold
fold    JMP @0, >two
knot    DAT <hit+1, <1
