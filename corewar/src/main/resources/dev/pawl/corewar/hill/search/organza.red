;redcode-94
;name Organza
;author Pawl
;strategy Silk: copies land before they are written, three generations deep.
;assert CORESIZE==8000

one     EQU 7124
two     EQU 3634
three   EQU 4301

        SPL 1
        SPL 1
        MOV.I -1, 0
weft    SPL @0, >one
        MOV.I }-1, >-1
        SPL @0, >two
        MOV.I }-1, >-1
        MOV.I {-2, <1
        JMP @0, <three
        DAT 0, 0
