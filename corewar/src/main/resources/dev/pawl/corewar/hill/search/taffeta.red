;redcode-94
;name Taffeta
;author Pawl
;strategy Silk: two layers and a double anti-imp bomb.
;assert CORESIZE==8000

one     EQU 4396
two     EQU 1833
hit     EQU 7717

        SPL 1
        SPL 1
        SPL 1
warp    SPL @0, >one
        MOV.I }warp, >warp
        MOV.I knot, <hit
        MOV.I {warp, <fold
fold    JMP @0, >two
knot    DAT <hit+1, <1
