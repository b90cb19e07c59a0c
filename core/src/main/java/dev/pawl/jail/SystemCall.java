package dev.pawl.jail;

/// The system calls that the filters know or the attacks try, with their numbers on x86-64 and on
/// AArch64; −1 where there is none.
enum SystemCall {
  // Other processes.
  PTRACE(101, 117),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PROCESS_MADVISE(440, 440),
  PIDFD_GETFD(438, 438),
  KCMP(312, 272),
  MIGRATE_PAGES(256, 238),
  MOVE_PAGES(279, 239),
  // Mounts and namespaces.
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  PIVOT_ROOT(155, 41),
  CHROOT(161, 51),
  OPEN_TREE(428, 428),
  MOVE_MOUNT(429, 429),
  FSOPEN(430, 430),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSPICK(433, 433),
  MOUNT_SETATTR(442, 442),
  SETNS(308, 268),
  UNSHARE(272, 97),
  NAME_TO_HANDLE_AT(303, 264),
  OPEN_BY_HANDLE_AT(304, 265),
  QUOTACTL(179, 60),
  QUOTACTL_FD(443, 443),
  SWAPON(167, 224),
  SWAPOFF(168, 225),
  ACCT(163, 89),
  USTAT(136, -1),
  SYSFS(139, -1),
  // The kernel itself: wide surfaces that no candidate needs.
  BPF(321, 280),
  PERF_EVENT_OPEN(298, 241),
  USERFAULTFD(323, 282),
  IO_URING_SETUP(425, 425),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),
  ADD_KEY(248, 217),
  REQUEST_KEY(249, 218),
  KEYCTL(250, 219),
  FANOTIFY_INIT(300, 262),
  FANOTIFY_MARK(301, 263),
  LOOKUP_DCOOKIE(212, 18),
  MODIFY_LDT(154, -1),
  IOPL(172, -1),
  IOPERM(173, -1),
  VHANGUP(153, 58),
  USELIB(134, -1),
  SYSLOG(103, 116),
  NFSSERVCTL(180, 42),
  REBOOT(169, 142),
  KEXEC_LOAD(246, 104),
  KEXEC_FILE_LOAD(320, 294),
  INIT_MODULE(175, 105),
  FINIT_MODULE(313, 273),
  DELETE_MODULE(176, 106),
  MEMFD_SECRET(447, 447),
  // The clock and the name of the machine.
  SETTIMEOFDAY(164, 170),
  CLOCK_SETTIME(227, 112),
  CLOCK_ADJTIME(305, 266),
  ADJTIMEX(159, 171),
  SETHOSTNAME(170, 161),
  SETDOMAINNAME(171, 162),
  // What is refused by argument, or only where there are no namespaces.
  PERSONALITY(135, 92),
  CLONE(56, 220),
  CLONE3(435, 435),
  IOCTL(16, 29),
  SOCKET(41, 198),
  SETPRIORITY(141, 140),
  IOPRIO_SET(251, 30),
  SCHED_SETSCHEDULER(144, 119),
  SCHED_SETPARAM(142, 118),
  SCHED_SETATTR(314, 274),
  SCHED_SETAFFINITY(203, 122),
  PRLIMIT64(302, 261),
  SETRLIMIT(160, 164),
  SHMGET(29, 194),
  SEMGET(64, 190),
  MSGGET(68, 186),
  MQ_OPEN(240, 180),
  CHMOD(90, -1),
  FCHMOD(91, 52),
  FCHMODAT(268, 53),
  CHOWN(92, -1),
  FCHOWN(93, 55),
  LCHOWN(94, -1),
  FCHOWNAT(260, 54),
  SETXATTR(188, 5),
  LSETXATTR(189, 6),
  FSETXATTR(190, 7),
  REMOVEXATTR(197, 14),
  LREMOVEXATTR(198, 15),
  FREMOVEXATTR(199, 16),
  UTIME(132, -1),
  UTIMES(235, -1),
  FUTIMESAT(261, -1),
  UTIMENSAT(280, 88),
  PIDFD_OPEN(434, 434),
  // What the landlock jail calls itself.
  SECCOMP(317, 277),
  LANDLOCK_CREATE_RULESET(444, 444),
  LANDLOCK_ADD_RULE(445, 445),
  LANDLOCK_RESTRICT_SELF(446, 446),
  PRCTL(157, 167),
  OPENAT(257, 56),
  CLOSE(3, 57),
  // What only the attacks try.
  KILL(62, 129),
  SETUID(105, 146),
  CAPSET(126, 91),
  MKNODAT(259, 33),
  LINKAT(265, 37),
  CONNECT(42, 203);

  private final int x86;
  private final int arm;

  SystemCall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  /// Its number on `processor`; −1 if it has none there.
  int number(Processor processor) {
    return switch (processor) {
      case X86_64 -> x86;
      case AARCH64 -> arm;
    };
  }
}
