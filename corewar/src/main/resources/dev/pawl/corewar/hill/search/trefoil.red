;redcode-94
;name Trefoil
;author Pawl
;strategy Imp ring: three imps a third of the core apart, each writing the next one's path.
;assert CORESIZE==8000

third   EQU (CORESIZE/3+1)

start   SPL 1                   ; 1 -> 2 -> 3 processes, in step
        MOV.I -1, 0
        JMP @way, >way          ; each takes the next door
way     DAT 0, 1
        JMP imp
        JMP imp+third
        JMP imp+2*third
imp     MOV.I #0, third
        END start
