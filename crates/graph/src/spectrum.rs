//! The spectrum of a symmetric matrix: Householder's tridiagonal form, then implicit QL (Wilkinson and Reinsch 1971).
//! Cost: some nine times the cube of its side.
#![expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "rows and columns are below the side of the matrix, and one number is both"
)]

/// A square matrix, row by row.
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    pub(crate) side: usize,
    pub(crate) cells: Vec<f64>,
}

impl Matrix {
    pub(crate) fn zero(side: usize) -> Self {
        Self { side, cells: vec![0.0; side * side] }
    }

    pub(crate) fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.side..(row + 1) * self.side]
    }

    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.side + column]
    }

    pub(crate) fn set(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.side + column] = value;
    }
}

/// Eigenvalues, and the eigenvectors as rows, in no order.
pub(crate) struct Spectrum {
    pub(crate) values: Vec<f64>,
    pub(crate) vectors: Matrix,
}

/// Most rounds for one eigenvalue; a few are usual.
const ROUNDS: usize = 60;

impl Spectrum {
    /// `None` if it does not settle.
    pub(crate) fn of(matrix: &Matrix) -> Option<Self> {
        let n = matrix.side;
        let (mut vectors, mut values, mut beside) = tridiagonal(matrix.clone());
        for low in 0..n {
            for round in 0.. {
                let is_cut = |at: &usize| {
                    beside[*at].abs() <= f64::EPSILON * (values[*at].abs() + values[*at + 1].abs())
                };
                let high = (low..n - 1).find(is_cut).unwrap_or(n - 1);
                if high == low {
                    break;
                }
                if round == ROUNDS {
                    return None;
                }
                turn(&mut vectors, &mut values, &mut beside, low, high);
            }
        }
        Some(Self { values, vectors })
    }
}

/// One sweep of plane turns from `high` up to `low`, with a shift near the eigenvalue sought.
fn turn(vectors: &mut Matrix, values: &mut [f64], beside: &mut [f64], low: usize, high: usize) {
    let n = vectors.side;
    let half = (values[low + 1] - values[low]) / (2.0 * beside[low]);
    let mut g = values[high] - values[low] + beside[low] / (half + half.hypot(1.0).copysign(half));
    let (mut sine, mut cosine, mut moved) = (1.0, 1.0, 0.0);
    for at in (low..high).rev() {
        let (f, b) = (sine * beside[at], cosine * beside[at]);
        let length = f.hypot(g);
        beside[at + 1] = length;
        if length == 0.0 {
            values[at + 1] -= moved;
            beside[high] = 0.0;
            return;
        }
        (sine, cosine) = (f / length, g / length);
        let shifted = values[at + 1] - moved;
        let turned = (values[at] - shifted) * sine + 2.0 * cosine * b;
        moved = sine * turned;
        values[at + 1] = shifted + moved;
        g = cosine * turned - b;
        let (head, tail) = vectors.cells.split_at_mut((at + 1) * n);
        for (one, other) in head[at * n..].iter_mut().zip(&mut tail[..n]) {
            (*one, *other) = (cosine * *one - sine * *other, sine * *one + cosine * *other);
        }
    }
    values[low] -= moved;
    beside[low] = g;
    beside[high] = 0.0;
}

/// Reflections that leave only the diagonal and the cells beside it: the turned axes as rows, and the two.
fn tridiagonal(mut matrix: Matrix) -> (Matrix, Vec<f64>, Vec<f64>) {
    let n = matrix.side;
    let mut axes = Matrix::zero(n);
    (0..n).for_each(|at| axes.set(at, at, 1.0));
    let mut mirror = vec![0.0; n];
    let mut product = vec![0.0; n];
    for step in 0..n.saturating_sub(2) {
        let first = step + 1;
        let length = (first..n).map(|at| matrix.at(at, step).powi(2)).sum::<f64>().sqrt();
        if length == 0.0 {
            continue;
        }
        (first..n).for_each(|at| mirror[at] = matrix.at(at, step));
        mirror[first] += length.copysign(mirror[first]);
        let scale = mirror[first..].iter().map(|value| value * value).sum::<f64>().sqrt();
        for value in &mut mirror[first..] {
            *value /= scale;
        }
        for row in step..n {
            let cells = &matrix.row(row)[first..];
            product[row] = cells.iter().zip(&mirror[first..]).map(|(cell, own)| cell * own).sum();
        }
        let along: f64 = mirror[first..].iter().zip(&product[first..]).map(|(a, b)| a * b).sum();
        (first..n).for_each(|at| product[at] -= along * mirror[at]);
        let beside = product[step];
        for row in first..n {
            let (own, other) = (2.0 * mirror[row], 2.0 * product[row]);
            let cells = &mut matrix.cells[row * n + first..(row + 1) * n];
            for ((cell, mirror), product) in cells.iter_mut().zip(&mirror[first..]).zip(&product[first..]) {
                *cell -= own * product + other * mirror;
            }
            let turned = matrix.at(row, step) - own * beside;
            matrix.set(row, step, turned);
        }
        // Rows of the axes below `first` mix; each is one axis of the new form.
        let mut mixed = vec![0.0; n];
        for row in first..n {
            mixed.iter_mut().zip(axes.row(row)).for_each(|(sum, own)| *sum += mirror[row] * own);
        }
        for row in first..n {
            let own = 2.0 * mirror[row];
            axes.cells[row * n..(row + 1) * n]
                .iter_mut()
                .zip(&mixed)
                .for_each(|(cell, sum)| *cell -= own * sum);
        }
    }
    let diagonal = (0..n).map(|at| matrix.at(at, at)).collect();
    let beside = (0..n).map(|at| if at + 1 < n { matrix.at(at + 1, at) } else { 0.0 }).collect();
    (axes, diagonal, beside)
}

/// The inverse of a symmetric positive definite matrix (Gauss and Jordan; no pivots are needed).
pub(crate) fn inverse(mut matrix: Matrix) -> Matrix {
    let n = matrix.side;
    for step in 0..n {
        let pivot = matrix.at(step, step);
        let mut own = matrix.row(step).to_vec();
        own[step] = 1.0;
        for cell in &mut own {
            *cell /= pivot;
        }
        for row in (0..n).filter(|&row| row != step) {
            let factor = matrix.at(row, step);
            matrix.set(row, step, 0.0);
            let cells = &mut matrix.cells[row * n..(row + 1) * n];
            cells.iter_mut().zip(&own).for_each(|(cell, own)| *cell -= factor * own);
        }
        matrix.cells[step * n..(step + 1) * n].copy_from_slice(&own);
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn times(one: &Matrix, other: &Matrix) -> Matrix {
        let mut product = Matrix::zero(one.side);
        for row in 0..one.side {
            for column in 0..one.side {
                let cells = (0..one.side).map(|at| one.at(row, at) * other.at(at, column));
                product.set(row, column, cells.sum());
            }
        }
        product
    }

    fn symmetric() -> impl Strategy<Value = Matrix> {
        (1_usize..9).prop_flat_map(|side| {
            prop::collection::vec(-2_i8..3, side * side).prop_map(move |cells| {
                let mut matrix = Matrix::zero(side);
                for row in 0..side {
                    for column in 0..=row {
                        let value = f64::from(cells[row * side + column]);
                        matrix.set(row, column, value);
                        matrix.set(column, row, value);
                    }
                }
                matrix
            })
        })
    }

    proptest! {
        #[test]
        fn the_matrix_is_the_sum_of_its_spectrum(matrix in symmetric()) {
            let spectrum = Spectrum::of(&matrix).unwrap();
            for row in 0..matrix.side {
                for column in 0..matrix.side {
                    let sum: f64 = (0..matrix.side).map(|at| {
                        let vector = spectrum.vectors.row(at);
                        spectrum.values[at] * vector[row] * vector[column]
                    }).sum();
                    prop_assert!((sum - matrix.at(row, column)).abs() < 1e-9, "{sum} {}", matrix.at(row, column));
                }
            }
        }

        #[test]
        fn a_matrix_times_its_inverse_is_one(matrix in symmetric()) {
            // Made positive definite by a heavy diagonal.
            let mut heavy = matrix;
            for at in 0..heavy.side {
                heavy.set(at, at, 40.0);
            }
            let product = times(&inverse(heavy.clone()), &heavy);
            for row in 0..heavy.side {
                for column in 0..heavy.side {
                    let one = if row == column { 1.0 } else { 0.0 };
                    prop_assert!((product.at(row, column) - one).abs() < 1e-9);
                }
            }
        }
    }
}
