//! Logistic regression with a ridge: how scores add up to a probability.
#![expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "columns are below the number of coefficients, and one number is column and row"
)]

use crate::spectrum::{Matrix, inverse};

/// One row to learn from.
pub(crate) struct Row {
    pub(crate) values: Vec<f64>,
    pub(crate) is_tied: bool,
    /// How many rows like it there are.
    pub(crate) weight: f64,
}

/// Coefficients, the constant last.
#[derive(Clone, Debug)]
pub(crate) struct Model(Vec<f64>);

/// Most of Newton's steps; it settles in about ten.
const STEPS: usize = 40;
const HALVINGS: usize = 20;

impl Model {
    /// Learns by penalised likelihood; the ridge does not touch the constant.
    pub(crate) fn learn(rows: &[&Row], ridge: f64) -> Self {
        let columns = rows.first().map_or(0, |row| row.values.len()) + 1;
        let mut own = Self(vec![0.0; columns]);
        let all: f64 = rows.iter().map(|row| row.weight).sum();
        let tied: f64 = rows.iter().filter(|row| row.is_tied).map(|row| row.weight).sum();
        let share = (tied / all.max(f64::MIN_POSITIVE)).clamp(1e-9, 1.0 - 1e-9);
        own.0[columns - 1] = (share / (1.0 - share)).ln();
        for _ in 0..STEPS {
            let mut slope = vec![0.0; columns];
            let mut bend = Matrix::zero(columns);
            for row in rows {
                let said = own.probability(&row.values);
                let miss = row.weight * (f64::from(u8::from(row.is_tied)) - said);
                let turn = row.weight * (said * (1.0 - said)).max(1e-12);
                let value = |at: usize| row.values.get(at).copied().unwrap_or(1.0);
                for at in 0..columns {
                    slope[at] += miss * value(at);
                    let scaled = turn * value(at);
                    for (other, cell) in bend.cells[at * columns..=at * columns + at].iter_mut().enumerate() {
                        *cell += scaled * value(other);
                    }
                }
            }
            for at in 0..columns {
                let penalty = if at + 1 < columns { ridge } else { 1e-9 };
                slope[at] -= penalty * own.0[at];
                bend.cells[at * columns + at] += penalty;
                for other in 0..at {
                    let cell = bend.at(at, other);
                    bend.set(other, at, cell);
                }
            }
            let inverse = inverse(bend);
            let step: Vec<f64> = (0..columns)
                .map(|at| inverse.row(at).iter().zip(&slope).map(|(cell, slope)| cell * slope).sum())
                .collect();
            let length = step.iter().map(|value: &f64| value * value).sum::<f64>().sqrt();
            if !length.is_finite() || length < 1e-8 {
                break;
            }
            // Newton's step may overshoot: it is halved until it gains.
            let before = own.loss(rows, ridge);
            let start = own.0.clone();
            let mut scale = 1.0;
            for _ in 0..HALVINGS {
                own.0
                    .iter_mut()
                    .zip(&start)
                    .zip(&step)
                    .for_each(|((own, at), step)| *own = at + scale * step);
                if own.loss(rows, ridge) <= before {
                    break;
                }
                scale /= 2.0;
            }
        }
        own
    }

    /// What is minimised: the unlikelihood of the rows and the ridge.
    fn loss(&self, rows: &[&Row], ridge: f64) -> f64 {
        let unlikely = rows.iter().map(|row| {
            let odds = self.odds(&row.values);
            // ln(1 + e^x), written so that it cannot overflow.
            let soft = odds.max(0.0) + (-odds.abs()).exp().ln_1p();
            row.weight * (soft - if row.is_tied { odds } else { 0.0 })
        });
        let held = self.0.iter().rev().skip(1).map(|own| own * own).sum::<f64>();
        unlikely.sum::<f64>() + ridge * held / 2.0
    }

    pub(crate) fn probability(&self, values: &[f64]) -> f64 {
        1.0 / (1.0 + (-self.odds(values)).exp())
    }

    /// Logarithm of the odds.
    pub(crate) fn odds(&self, values: &[f64]) -> f64 {
        let constant = self.0.last().copied().unwrap_or(0.0);
        self.0.iter().zip(values).map(|(own, value)| own * value).sum::<f64>() + constant
    }
}
