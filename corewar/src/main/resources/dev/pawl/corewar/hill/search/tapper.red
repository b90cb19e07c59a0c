;redcode
;name Tapper
;author Pawl
;strategy Dwarf: drops a DAT every few cells and never on itself.
;assert CORESIZE>=8

gap     EQU 2044

bomb    DAT #0, #gap
tap     MOV bomb, @bomb
        ADD #gap, bomb
        JMP tap
        END tap
