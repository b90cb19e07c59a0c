;redcode-94
;name Almanac
;author Pawl
;strategy Paper and imp: a silk whose every copy also launches an imp.
;assert CORESIZE==8000

one     EQU 1647
two     EQU 5571
third   EQU 2667

        SPL 1
        SPL 1
        SPL 1
leaf    SPL @0, >one
        MOV.I }leaf, >leaf
        SPL @0, >two
        MOV.I }-1, >-1
        MOV.I #third, *0
