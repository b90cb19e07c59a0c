;redcode-94
;name Sweeper
;author Pawl
;strategy Core clear: wipes the core upwards with many processes, first with SPL, then with DAT.
;assert CORESIZE==8000

skip    EQU 24

broom   SPL #dust-broom, skip
dust    DAT dust-head, skip
k       FOR 6
        DAT 0, 0
        ROF
head    DAT broom-head, 40
k       FOR 4
        DAT 0, 0
        ROF
start   SPL #0, 0
        MOV.I *head, >head
        DJN.F -1, <-40
        END start
