//! What organisations of civil society keep in their own file.

use clap::Args;

use super::Work;

#[derive(Debug, Args)]
pub(crate) struct Consult {
    #[command(flatten)]
    pub(crate) work: Work,
    /// What it was.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: String,
    /// When.
    #[arg(long, value_name = "DATE")]
    pub(crate) on: String,
    /// Who was invited; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) invited: Vec<String>,
    /// Who came; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) came: Vec<String>,
    /// What was said: "who: what"; may be given several times.
    #[arg(long, value_name = "TEXT")]
    pub(crate) said: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Coalition {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The coalition.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// A member; may be given several times.
    #[arg(long, value_name = "NAME", required = true)]
    pub(crate) member: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Paper {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The title.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: String,
    /// The dialogue it is for.
    #[arg(long, value_name = "TEXT")]
    pub(crate) dialogue: String,
}
