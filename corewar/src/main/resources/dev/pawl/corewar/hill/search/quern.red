;redcode-94
;name Quern
;author Pawl
;strategy Stone: a self-splitting bomber of three lines that ends as a stream of decrements.
;assert CORESIZE==8000

step    EQU 1751
far     EQU 1385

        SPL #0, <-far
mill    MOV.I bomb, step
        ADD.AB #step, mill
        DJN.F mill, <-far*2
k       FOR 40
        DAT 0, 0
        ROF
bomb    DAT <1, {1
