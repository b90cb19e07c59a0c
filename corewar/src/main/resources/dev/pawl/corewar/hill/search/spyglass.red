;redcode-94
;name Spyglass
;author Pawl
;strategy One-shot scanner: at the first difference it starts an SPL-then-DAT clear there.
;assert CORESIZE==8000

step    EQU 102
gap     EQU 22

seen    DAT step+gap, step
k       FOR 4
        DAT 0, 0
        ROF
b1      SPL #b2-seen, 32
b2      DAT b2-seen, 32
k       FOR 6
        DAT 0, 0
        ROF
scan    ADD.F inc, seen
        SNE.I *seen, @seen
        DJN.F scan, <-400
        SUB.AB #9, seen
        MOV.A #b1-seen, seen
        SPL #0, 0
        MOV.I *seen, >seen
        MOV.I *seen, >seen
        DJN.F -2, <-500
inc     DAT step, step
        END scan
