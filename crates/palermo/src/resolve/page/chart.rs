//! Drawings: how many pairs have which weight, and a pair's evidence as a waterfall.

use report::Words;
use report::page::esc;

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 70.0;
const FOOT: f64 = 44.0;
const HEAD: f64 = 26.0;
/// About so many bars.
const BARS: f64 = 40.0;

/// Pairs by weight.
pub(super) struct Histogram {
    /// Bits in a bar.
    step: i32,
    /// The first bar begins at so many steps.
    first: i32,
    counts: Vec<usize>,
}

impl Histogram {
    pub(super) fn of(bits: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        let (low, high) =
            bits.clone().fold((f64::MAX, f64::MIN), |(low, high), bits| (low.min(bits), high.max(bits)));
        if low > high {
            return None;
        }
        let step = whole(((high - low) / BARS).ceil().max(1.0));
        let of = |bits: f64| whole((bits / f64::from(step)).floor());
        let first = of(low);
        let mut counts = vec![0; usize::try_from(of(high) - first).unwrap_or(0) + 1];
        for bits in bits {
            let at = usize::try_from(of(bits) - first).unwrap_or(0);
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
        Some(Self { step, first, counts })
    }

    /// Each bar: from, to (bits), and how many.
    pub(super) fn bars(&self) -> impl Iterator<Item = (i32, i32, usize)> {
        (self.first..).zip(&self.counts).map(|(at, count)| (at * self.step, (at + 1) * self.step, *count))
    }

    pub(super) fn svg(&self, threshold_bits: f64, words: &Words) -> String {
        let most = self.counts.iter().copied().max().unwrap_or(1).max(1);
        let bar = (WIDTH - LEFT - 10.0) / self.counts.len() as f64;
        let ground = HEIGHT - FOOT;
        let mut out = format!(
            "<svg class=\"weights\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"weights-label\">\
             <title id=\"weights-label\">{}</title>",
            esc(&words.text("linked-weights-label"))
        );
        for share in [0.0, 0.5, 1.0] {
            let y = ground - share * (ground - HEAD);
            let count = words.decimal((most as f64 * share).round(), 0);
            put!(
                out,
                "<path class=\"rule\" d=\"M{LEFT} {y:.1}H{WIDTH}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{count}</text>",
                LEFT - 8.0,
                y + 4.0
            );
        }
        let every = (self.counts.len() / 10).max(1);
        for (at, (from, to, count)) in self.bars().enumerate() {
            let x = LEFT + at as f64 * bar;
            if count > 0 {
                // The rarest bar is still to be seen.
                let height = (count as f64 / most as f64 * (ground - HEAD)).max(1.5);
                let side = if f64::from(from) >= threshold_bits { "above" } else { "below" };
                put!(
                    out,
                    "<rect class=\"{side}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\"><title>{}</title></rect>",
                    x + 0.5,
                    ground - height,
                    (bar - 1.0).max(1.0),
                    esc(&words.get(
                        "linked-weights-bar",
                        &[("from", from.into()), ("to", to.into()), ("count", count.into())]
                    ))
                );
            }
            if at % every == 0 {
                put!(
                    out,
                    "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                    ground + 17.0,
                    words.number(i64::from(from))
                );
            }
        }
        let at = LEFT + (threshold_bits / f64::from(self.step) - f64::from(self.first)) * bar;
        if (LEFT..=WIDTH).contains(&at) {
            let (anchor, shift) = if at > WIDTH * 0.7 { ("end", -6.0) } else { ("start", 6.0) };
            put!(
                out,
                "<path class=\"threshold\" d=\"M{at:.1} 6V{ground}\"/><text class=\"strong\" x=\"{:.1}\" y=\"16\" text-anchor=\"{anchor}\">{}</text>",
                at + shift,
                esc(&words.text("linked-threshold"))
            );
        }
        put!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text></svg>",
            LEFT + (WIDTH - LEFT) / 2.0,
            HEIGHT - 6.0,
            esc(&words.text("linked-weights-axis"))
        );
        out
    }
}

fn whole(number: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to what fits")]
    {
        number.clamp(-1e6, 1e6) as i32
    }
}

/// The scale of one waterfall.
pub(super) struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// For sums that pass through these.
    pub(super) fn over(sums: &[f64]) -> Self {
        let (low, high) =
            sums.iter().fold((0.0_f64, 0.0_f64), |(low, high), sum| (low.min(*sum), high.max(*sum)));
        Self { low, high: high.max(low + 1.0) }
    }

    /// A bar from one sum to the next; the number beside it says the same, so it is hidden from readers of text.
    pub(super) fn bar(&self, from: f64, to: f64) -> String {
        let x = |bits: f64| (bits - self.low) / (self.high - self.low) * 196.0 + 2.0;
        let (left, right) = (x(from.min(to)), x(from.max(to)));
        let side = if to >= from { "for" } else { "against" };
        format!(
            "<svg class=\"fall\" viewBox=\"0 0 200 14\" aria-hidden=\"true\"><path class=\"zero\" d=\"M{0:.1} 0V14\"/>\
             <rect class=\"{side}\" x=\"{left:.1}\" y=\"2\" width=\"{1:.1}\" height=\"10\"/></svg>",
            x(0.0),
            (right - left).max(1.0)
        )
    }
}
