//! The other files: FollowTheMoney, GEXF, GeoJSON, Parquet.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod sample;

use quick_xml::events::Event;

fn text(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn followthemoney_entities_hold_what_fits_and_keep_the_rest_beside() {
    let sample = sample::sample("Ada Example");
    let lines = text(|out| report::ftm::write(&sample.picture(), out));
    let entities: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    insta::assert_json_snapshot!(entities);
}

#[test]
fn the_graph_is_as_reviewed() {
    let sample = sample::sample("Ada <Example>");
    insta::assert_snapshot!(text(|out| report::gexf::write(&sample.picture(), out)));
}

#[test]
fn the_graphs_for_other_programs_are_as_reviewed() {
    let sample = sample::sample("Ada <Example>");
    insta::assert_snapshot!("graphml", text(|out| report::graphml::write(&sample.picture(), out)));
    let words = report::Words::new(report::Language::English);
    insta::assert_snapshot!("kml", text(|out| report::kml::write(&sample.picture(), &words, out)));
    insta::assert_snapshot!("anx", text(|out| report::anx::write(&sample.picture(), &words, out)));
}

#[test]
fn the_graph_is_well_formed_whatever_the_names() {
    for name in ["</node><x a=\"1\">", "\u{0}\u{1}\u{ffff}", "]]>&#0;", "😀\u{202e}"] {
        let sample = sample::sample(name);
        let words = report::Words::new(report::Language::French);
        let anx = text(|out| report::anx::write(&sample.picture(), &words, out));
        let graphml = text(|out| report::graphml::write(&sample.picture(), out));
        let kml = text(|out| report::kml::write(&sample.picture(), &words, out));
        for xml in [&anx, &graphml, &kml] {
            let mut reader = quick_xml::Reader::from_str(xml);
            reader.config_mut().check_end_names = true;
            while !matches!(reader.read_event().unwrap(), Event::Eof) {}
            assert!(!xml.contains(['\u{0}', '\u{1}', '\u{ffff}']));
        }
        let xml = text(|out| report::gexf::write(&sample.picture(), out));
        let mut reader = quick_xml::Reader::from_str(&xml);
        reader.config_mut().check_end_names = true;
        let mut nodes = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(tag) => {
                    nodes += usize::from(tag.name().as_ref() == "node");
                    for attribute in tag.attributes() {
                        attribute.unwrap().normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
                    }
                }
                _ => {}
            }
        }
        assert_eq!(nodes, 5);
        assert!(!xml.contains(['\u{0}', '\u{1}', '\u{ffff}']));
    }
}

#[test]
fn routes_are_points_and_lines_as_rfc_7946_has_them() {
    let sample = sample::sample("Izmir");
    let routes: serde_json::Value =
        serde_json::from_str(&text(|out| report::geojson::write(&sample.picture(), out))).unwrap();
    assert_eq!(routes["type"], "FeatureCollection");
    for feature in routes["features"].as_array().unwrap() {
        assert_eq!(feature["type"], "Feature");
        let geometry = &feature["geometry"];
        let positions = match geometry["type"].as_str().unwrap() {
            "Point" => vec![&geometry["coordinates"]],
            "LineString" => geometry["coordinates"].as_array().unwrap().iter().collect(),
            other => panic!("{other}"),
        };
        for position in positions {
            let [longitude, latitude] = position.as_array().unwrap().as_slice() else { panic!("{position}") };
            assert!(longitude.as_f64().unwrap().abs() <= 180.0 && latitude.as_f64().unwrap().abs() <= 90.0);
        }
    }
    insta::assert_json_snapshot!(routes);
}

#[test]
fn events_are_one_parquet_file_for_each_kind_and_come_back_whole() {
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    let sample = sample::sample("Ada Example");
    let folder = tempfile::tempdir().unwrap();
    let counts = report::events::write(&sample.evidence, folder.path()).unwrap();
    let mut files: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files, ["call.parquet", "message.parquet", "payment.parquet", "position.parquet"]);
    for (kind, count) in counts {
        let file = std::fs::File::open(folder.path().join(kind.as_str()).with_extension("parquet")).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        assert_eq!(reader.schema().fields(), evidence::event_schema().fields());
        let rows: usize = reader.build().unwrap().map(|batch| batch.unwrap().num_rows()).sum();
        assert_eq!(rows, count);
    }
}

#[test]
fn a_folder_that_is_not_there_is_named_in_the_error() {
    let sample = sample::sample("Ada Example");
    let folder = tempfile::tempdir().unwrap();
    let error = report::events::write(&sample.evidence, &folder.path().join("none")).unwrap_err();
    assert!(error.to_string().contains("payment.parquet"), "{error}");
}
