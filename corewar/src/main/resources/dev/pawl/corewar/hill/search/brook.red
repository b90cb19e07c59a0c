;redcode-94
;name Brook
;author Pawl
;strategy DJN stream: many processes run a river of decrements past a slow stone.
;assert CORESIZE==8000

step    EQU 3939

        SPL #0, <-40
        MOV.I bomb, @flow
        ADD.AB #step, flow
flow    DJN.F 0, step
k       FOR 20
        DAT 0, 0
        ROF
bomb    DAT <1, <1
