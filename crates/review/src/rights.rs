//! Who may say what: roles as the mechanism describes them, checked before a statement is written.
//!
//! A file is text, and names in it are not proven: rights keep honest people from slips, they do not keep out a forger.

use crate::error::Error;
use crate::mechanism::{Mechanism, Role};
use crate::picture::Picture;
use crate::statement::{Author, Purpose, Says, Section};

/// Checks that the author may say this in this review.
pub fn check(picture: &Picture, mechanism: &Mechanism, author: &Author, says: &Says) -> Result<(), Error> {
    let refuse = |act: &'static str| Err(Error::NotAllowed { role: author.role, act });
    let entry = mechanism.role(author.role);
    if !entry.is_some_and(|entry| entry.writes) {
        return refuse("write");
    }
    let is_parallel = picture.opening.purpose == Purpose::Parallel;
    if is_parallel != (author.role == Role::CivilSociety) {
        // An organisation writes in its own file, and nobody else does.
        return refuse("write");
    }
    let under_review = author.state.as_deref() == Some(picture.opening.state.as_str());
    let reviews = author.state.as_ref().is_some_and(|state| picture.reviewers.contains_key(state));
    let assists = author.role == Role::Secretariat;
    let is_first_of_state = |who: &Author| {
        // The first focal point of a reviewing State is named by note verbale, to the secretariat or the State under
        // review; afterwards that State names its own people.
        who.role == Role::FocalPoint
            && under_review
            && who.state.as_ref().is_some_and(|state| picture.focal_point(state).is_none())
    };
    let is_focal_point = author.role == Role::FocalPoint;
    let (may, act) = match says {
        Says::Value { .. } => (under_review || is_parallel, "answer"),
        Says::Paragraph { section, .. } | Says::Cites { section, .. } => match section {
            Section::Answer(_) | Section::Closing(..) => (under_review || is_parallel, "answer"),
            Section::Observation(_) | Section::Summary(..) => (reviews || assists, "observe"),
            Section::Feedback(_, _, state) => (reviews && author.state.as_ref() == Some(state), "observe"),
            Section::Submission | Section::Paper(_) => (is_parallel, "write"),
        },
        Says::Observed { .. } => (reviews || assists, "observe"),
        Says::Questionnaire { .. } => (under_review || assists || is_parallel, "answer"),
        Says::Agreed { state, .. } => (is_focal_point && author.state.as_ref() == Some(state), "agree"),
        Says::Cleared { .. } => {
            (entry.is_some_and(|entry| entry.clears) && (under_review || reviews), "clear")
        }
        Says::Released { .. } => (is_parallel || (is_focal_point && under_review), "release"),
        Says::FollowedUp { .. } => (under_review, "follow_up"),
        Says::Person { who, .. } => {
            let names_own = is_focal_point && (who.state == author.state || who.role == Role::Secretariat);
            (names_own || (is_focal_point && is_first_of_state(who)) || assists || is_parallel, "nominate")
        }
        _ => (true, "write"),
    };
    if may { Ok(()) } else { refuse(act) }
}
