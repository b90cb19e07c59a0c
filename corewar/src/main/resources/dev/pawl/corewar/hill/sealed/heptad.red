;redcode-94
;name Heptad
;author Pawl
;strategy Imp spiral: fourteen processes on seven points, with a bombing dwarf in front of them.
;assert CORESIZE==8000

arm     EQU 1143                ; 7 * 1143 = CORESIZE + 1
gap     EQU 932

start   SPL dwarf
        SPL 1
        SPL 1
        MOV.I -1, 0
        SPL 1
        JMP @way, >way
way     DAT 0, 1
k       FOR 14
        JMP imp+(k-1)*arm
        ROF
imp     MOV.I #arm, *0
k       FOR 20
        DAT 0, 0
        ROF
dwarf   MOV.I bomb, @ptr
        ADD.AB #gap, ptr
        JMP dwarf, <-70
ptr     DAT 0, gap
bomb    DAT <1, <arm
        END start
