/// What every program of Muster says it is.
public enum Release {
  public static let version = "0.1.0"
}
