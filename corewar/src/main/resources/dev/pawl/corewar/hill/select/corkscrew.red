;redcode-94
;name Corkscrew
;author Pawl
;strategy Imp spiral: twelve processes wind round a three-point ring.
;assert CORESIZE==8000

third   EQU (CORESIZE/3+1)

start   SPL 1                   ; 2, 3, 6, 12 processes, in step
        MOV.I -1, 0
        SPL 1
        SPL 1
        JMP @way, >way
way     DAT 0, 1
k       FOR 12
        JMP imp+(k-1)*third
        ROF
imp     MOV.I #third, *0
        END start
