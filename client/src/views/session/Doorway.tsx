import type { ReactNode } from 'react';

/** The quiet page outside the desk: sign-in, set-up, invitation. */
export function Doorway({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main style={{ maxWidth: 400, margin: '0 auto', padding: 'clamp(32px, 12vh, 120px) 20px 48px' }}>
      <p className="serif" style={{ fontSize: '1.75rem', fontWeight: 600, margin: 0, letterSpacing: '-0.01em' }}>
        Assay
      </p>
      <p className="serif soft" style={{ fontSize: '1.0625rem', margin: '0 0 28px' }}>
        {lead}
      </p>
      <div className="panel" style={{ padding: '20px 24px 24px' }}>
        <h1 style={{ fontSize: '1.0625rem', fontWeight: 600, margin: '0 0 12px' }}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
