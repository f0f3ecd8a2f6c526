/** A bucket of updates and one of bytes, refilled every second: what one socket may send. */
export class RateGauge {
  private updates: number;
  private bytes: number;
  private atMs = 0;

  constructor(
    private readonly updatesPerSecond: number,
    private readonly bytesPerSecond: number,
  ) {
    this.updates = updatesPerSecond * 2;
    this.bytes = bytesPerSecond * 2;
  }

  /** Whether one more update of that size is within the limits; counts it when it is. */
  take(size: number, nowMs: number): boolean {
    const seconds = this.atMs === 0 ? 0 : Math.max(0, nowMs - this.atMs) / 1_000;
    this.atMs = nowMs;
    this.updates = Math.min(this.updatesPerSecond * 2, this.updates + seconds * this.updatesPerSecond);
    this.bytes = Math.min(this.bytesPerSecond * 2, this.bytes + seconds * this.bytesPerSecond);
    if (this.updates < 1 || this.bytes < size) return false;
    this.updates -= 1;
    this.bytes -= size;
    return true;
  }
}
