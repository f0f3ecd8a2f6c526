import { Radio, Stack } from '@mantine/core';
import { ratingScale } from '#shared/domain/rating-scale.js';
import type { ClaimData } from '#shared/protocol/views.js';

/** The ratings of the claim's scale, each with its meaning. */
export function RatingField({
  claim,
  rating,
  change,
  label,
}: {
  claim: Pick<ClaimData, 'content'>;
  rating: string | null;
  change: (rating: string) => void;
  label: string;
}) {
  const scale = ratingScale(claim.content.scale.id, claim.content.scale.version);
  return (
    <Radio.Group
      label={label}
      description={scale === null ? 'The scale of this claim is not known.' : scale.name}
      required
      value={rating}
      onChange={change}
    >
      <Stack gap={6} mt={6}>
        {(scale?.ratings ?? []).map((known) => (
          <Radio
            key={known.id}
            size="xs"
            value={known.id}
            label={
              <span>
                <strong style={{ fontWeight: 500 }}>{known.label}</strong> <span className="soft">{known.meaning}</span>
              </span>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

export function ratingLabel(claim: Pick<ClaimData, 'content'>, rating: string | null): string {
  const scale = ratingScale(claim.content.scale.id, claim.content.scale.version);
  return scale?.ratings.find((known) => known.id === rating)?.label ?? 'no rating';
}
