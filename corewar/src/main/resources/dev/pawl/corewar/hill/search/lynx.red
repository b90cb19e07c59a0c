;redcode-94
;name Lynx
;author Pawl
;strategy Scanner: compares cells some way apart, stuns what differs with SPL, then clears the core.
;assert CORESIZE==8000

step    EQU 3364
gap     EQU 12
hits    EQU 24

look    ADD.F inc, eye
eye     SNE.I step, step+gap
        DJN.F look, <-200
        SLT.AB #pelt-eye+20, eye     ; never pounce on itself
        JMP look
        MOV.AB #14, claw
        SUB.AB #gap, eye
        MOV.I stun, >eye
claw    DJN.B -1, #14
        DJN.B look, #hits
        MOV.AB #100, skin
        SPL #0, 0
        MOV.I pelt, >skin
        DJN.F -1, <-300
inc     DAT step, step
skin    DAT 0, 100
stun    SPL #0, 0
pelt    DAT <2667, pelt-skin+14
