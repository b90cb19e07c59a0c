;redcode-94
;name Damask
;author Pawl
;strategy Silk: thirteen processes, three layers, and a creeping bomb.
;assert CORESIZE==8000

one     EQU 4863
two     EQU 2126
three   EQU 3185
hit     EQU 4028

        SPL 1
        SPL 1
        MOV.I -1, 0
        MOV.I -1, 0             ; 2, 4, 7, 13 processes
weft    SPL @0, {one
        MOV.I }weft, >weft
        SPL @0, {two
        MOV.I }-1, >-1
        MOV.I spot, {hit
        MOV.I spot, <hit
        MOV.I {-4, <1
        JMP @0, >three
spot    DAT 1, {1
