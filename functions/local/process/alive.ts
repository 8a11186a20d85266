/** Whether a process of this number is running, under any user. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    // Somebody else's process is alive, but not ours to signal.
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}
