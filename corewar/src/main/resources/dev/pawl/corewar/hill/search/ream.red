;redcode-94
;name Ream
;author Pawl
;strategy Paper: eight processes write one copy forwards and one backwards, and bomb as they go.
;assert CORESIZE==8000

up      EQU 4375
down    EQU 1826
hit     EQU 7716

        SPL 1
        SPL 1
        SPL 1
sheet   SPL @0, >up
        MOV.I }sheet, >sheet
        MOV.I blot, >hit
        MOV.I blot, }hit+100
        MOV.I {sheet, <1
        JMP @0, <down
blot    DAT <2667, <5334
