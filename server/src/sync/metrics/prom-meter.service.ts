import { Injectable } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { NACK_CODES, type NackCode } from '#shared/protocol/refusals.js';
import type { Meter } from '../room/meter.js';

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** The event loop's delay is looked at this often: each look wakes the process. */
const LOOP_LOOK_MS = 50;

/** Numbers of the sync engine and of the process, in the form that Prometheus reads. */
@Injectable()
export class PromMeter implements Meter {
  readonly registry = new Registry();
  private readonly registers = [this.registry];
  private readonly accepted = new Counter({
    name: 'assay_updates_accepted_total',
    help: 'Updates stored and acknowledged.',
    registers: this.registers,
  });
  private readonly refused = new Counter({
    name: 'assay_updates_refused_total',
    help: 'Updates refused, by the code their sender was told.',
    labelNames: ['code'],
    registers: this.registers,
  });
  private readonly failed = new Counter({
    name: 'assay_commits_failed_total',
    help: 'Documents whose commit stored nothing: the log did not answer, or another node was first. Tried again.',
    registers: this.registers,
  });
  private readonly batch = new Histogram({
    name: 'assay_commit_updates',
    help: 'Updates in one transaction.',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500],
    registers: this.registers,
  });
  private readonly commit = new Histogram({
    name: 'assay_commit_seconds',
    help: 'Time of one transaction of the update log.',
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly acknowledge = new Histogram({
    name: 'assay_ack_seconds',
    help: 'Time from the arrival of an update until it was stored and told to everyone.',
    buckets: SECONDS,
    registers: this.registers,
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: LOOP_LOOK_MS });
    for (const code of NACK_CODES) this.refused.inc({ code }, 0);
  }

  committed(updates: number, ms: number): void {
    this.accepted.inc(updates);
    this.batch.observe(updates);
    this.commit.observe(ms / 1_000);
  }

  notCommitted(): void {
    this.failed.inc();
  }

  acknowledged(ms: number): void {
    this.acknowledge.observe(ms / 1_000);
  }

  updateRefused(code: NackCode): void {
    this.refused.inc({ code });
  }
}
