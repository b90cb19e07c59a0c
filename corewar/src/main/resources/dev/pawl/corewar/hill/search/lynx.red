;redcode-94
;name Lynx
;author Pawl
;strategy Scanner: compares cells some way apart, stuns what differs with SPL, then clears the core.
;assert CORESIZE==8000

step    EQU 6148
gap     EQU 6
hits    EQU 6
len     EQU 14

skin    DAT 0, 60
        DAT 0, 0
        DAT 0, 0
look    ADD.F inc, eye
eye     SNE.I step, step+gap
        DJN.F look, <-200
        SLT.AB #pelt-eye+gap+len, eye   ; never pounce on itself
        JMP look
        MOV.AB #len, claw
        SUB.AB #gap, eye
        MOV.I stun, >eye
claw    DJN.B -1, #len
        DJN.B look, #hits
        SPL #0, <skin-10
        MOV.I pelt, >skin
        DJN.F -1, >skin
inc     DAT step, step
stun    SPL #0, 0
pelt    DAT <2667, pelt-skin+6
        END look
