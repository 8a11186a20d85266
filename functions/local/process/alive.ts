/** Whether a process of this number is running, under any user. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    // EPERM: the process is alive and belongs to another user.
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}
